(** E7 (refuted for two turns), and with it the convergence of the exact clipped
    iteration from full support.  Histories are written most recent move first;
    eps = 1/5. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.ClippedStep.
Open Scope R_scope.

Lemma clipped_le_product : forall eps rho m, clipped eps rho m <= rho * m.
Proof. intros. apply Rmin_l. Qed.

Lemma clipped_le_low : forall eps rho m, 0 <= eps -> m <= 0 -> clipped eps rho m <= (1 - eps) * m.
Proof.
  intros eps rho m He Hm. unfold clipped. eapply Rle_trans; [apply Rmin_r|].
  assert (1 - eps <= clip eps rho) by apply Rmax_l. nra.
Qed.

Lemma clipped_positive : forall eps rho m, 0 <= eps -> 0 <= m ->
  clipped eps rho m = m * Rmin rho (1 + eps).
Proof.
  intros eps rho m He Hm. rewrite clipped_two_parts by exact He.
  unfold posPart, negPart. rewrite Rmax_right, Rmax_left by lra. ring.
Qed.

Lemma clipped_negative : forall eps rho m, 0 <= eps -> m <= 0 ->
  clipped eps rho m = m * Rmax rho (1 - eps).
Proof.
  intros eps rho m He Hm. rewrite clipped_two_parts by exact He.
  unfold posPart, negPart. rewrite Rmax_left, Rmax_right by lra. ring.
Qed.

(** The best branch can be given up before it is understood.

    Turn 1: move 0 ends with reward 1, move 2 ends with reward -10, move 1 leads
    to turn 2, where move 1 pays 2 and move 0 pays 1/2.  The start has full
    support: 17/20, 1/20, 1/10 at turn 1, and 1/10 on the good move at turn 2.
    Both moves 0 and 1 have positive advantage, so the clip puts no floor under
    either of them; the whole weight fits on move 0. *)
Definition branchGame : game := {|
  horizon := 2;
  moves := fun h => match h with
                    | [] => [0; 1; 2]%nat
                    | [1]%nat => [0; 1]%nat
                    | _ => [0]%nat
                    end;
  chance := fun _ => None;
  reward := fun h => match h with
                     | [_; 0]%nat => 1
                     | [0; 1]%nat => 1/2
                     | [_; 1]%nat => 2
                     | _ => -10
                     end
|}.

Definition branchStart : policy := fun h a =>
  match h with
  | [] => match a with O => 17/20 | 1%nat => 1/20 | _ => 1/10 end
  | [1]%nat => match a with O => 9/10 | _ => 1/10 end
  | _ => 1
  end.

Lemma branch_nodes : forall n h, node branchGame (S n) h ->
  (n = 1 /\ h = [])%nat \/ (n = 0 /\ (h = [0] \/ h = [1] \/ h = [2]))%nat.
Proof.
  intros n h [Hl Hm]. destruct h as [|a [|b h]]; simpl in *.
  - left. split; [lia|reflexivity].
  - right. split; [lia|]. intuition; subst; auto.
  - lia.
Qed.

Lemma branch_ok : wellFormed branchGame.
Proof.
  intros n h Hn. destruct (branch_nodes n h Hn) as [[-> ->] | [-> [-> | [-> | ->]]]];
  simpl; (split; [discriminate|split; [|exact I]]); repeat constructor; simpl; intuition lia.
Qed.

Lemma branch_start_ok : isPolicy branchGame branchStart.
Proof.
  intros n h Hn. destruct (branch_nodes n h Hn) as [[-> ->] | [-> [-> | [-> | ->]]]];
  (split; [intros a Ha; simpl in *; intuition; subst; simpl; lra|simpl; lra]).
Qed.

Lemma branch_start_full : fullSupport branchGame branchStart.
Proof.
  intros n h a Hn Ha. destruct (branch_nodes n h Hn) as [[-> ->] | [-> [-> | [-> | ->]]]];
  simpl in *; intuition; subst; simpl; lra.
Qed.

Lemma branch_J : expectedReturn branchGame branchStart = -47/400.
Proof. unfold expectedReturn, value. simpl. unfold mean. simpl. lra. Qed.

Lemma root_node : node branchGame 2 [].
Proof. split; [reflexivity|exact I]. Qed.
Lemma turn2_node : node branchGame 1 [1]%nat.
Proof. split; [reflexivity|]. simpl. tauto. Qed.

(** Turn 2: a maximiser gives the good move at most 3/25. *)
Lemma branch_turn_2 : forall new,
  exactClippedSweep branchGame (1/5) branchStart new ->
  isDist [0; 1]%nat (new [1]%nat) /\ new [1]%nat 1%nat <= 3/25.
Proof.
  intros new H. specialize (H 0%nat [1]%nat turn2_node). simpl in H.
  destruct H as [[Hd _] Hmax]. split; [exact Hd|].
  destruct (Rle_lt_dec (new [1]%nat 1%nat) (3/25)) as [L|L]; [exact L|exfalso].
  set (q := fun a : nat => match a with O => 22/25 | _ => 3/25 end).
  assert (C : coveredDist [0; 1]%nat (branchStart [1]%nat) q).
  { split; [split|].
    - intros [|a] _; simpl; lra.
    - simpl. lra.
    - intros [|a] _ Z; simpl in Z; lra. }
  specialize (Hmax q C). unfold clippedObjective in Hmax.
  cbn [carriedAdvantage] in Hmax. unfold jointAdvantage in Hmax.
  rewrite branch_J in Hmax. unfold mean in Hmax. simpl in Hmax.
  destruct Hd as [Hpos Hs]. pose proof (Hpos 0%nat (or_introl eq_refl)) as P0.
  simpl in Hs. set (x := new [1]%nat 1%nat) in *. set (y := new [1]%nat 0%nat) in *.
  assert (Ey : y = 1 - x) by lra. rewrite Ey in *. clear Ey.
  rewrite !clipped_positive in Hmax by lra.
  rewrite (Rmin_right (x / (1/10))), (Rmin_left ((1 - x) / (9/10))) in Hmax by lra.
  rewrite (Rmin_right (3/25 / (1/10))), (Rmin_left (22/25 / (9/10))) in Hmax by lra.
  lra.
Qed.

(** Turn 1: the only maximiser plays move 0 surely. *)
Lemma branch_turn_1 : forall new,
  exactClippedSweep branchGame (1/5) branchStart new -> new [] 0%nat = 1.
Proof.
  intros new H. destruct (branch_turn_2 new H) as [[Npos Ns] N1].
  pose proof (Npos 0%nat (or_introl eq_refl)) as N0.
  pose proof (Npos 1%nat (or_intror (or_introl eq_refl))) as N1'. simpl in Ns.
  assert (Single : forall b, (b = 0 \/ b = 2)%nat -> new [b] 0%nat = 1).
  { intros b Hb. assert (Hn : node branchGame 1 [b]).
    { split; [reflexivity|]. simpl. intuition. }
    specialize (H 0%nat [b] Hn). destruct H as [[[_ Hs] _] _].
    destruct Hb as [-> | ->]; simpl in Hs; lra. }
  specialize (H 1%nat [] root_node). simpl in H. destruct H as [[[Hpos Hs] _] Hmax].
  set (e := fun a : nat => match a with O => 1 | _ => 0 end).
  assert (C : coveredDist [0; 1; 2]%nat (branchStart []) e).
  { split; [split|].
    - intros [|a] _; simpl; lra.
    - simpl. lra.
    - intros [|[|a]] _ Z; simpl in Z; lra. }
  specialize (Hmax e C). unfold clippedObjective in Hmax.
  cbn [carriedAdvantage] in Hmax. unfold jointAdvantage in Hmax.
  rewrite branch_J in Hmax. unfold mean in Hmax. cbn [moves branchGame sum expect] in Hmax.
  unfold mean in Hmax. cbn [sum reward branchGame] in Hmax.
  unfold ratioAt, ratio in Hmax. simpl in Hmax.
  rewrite (Single 0%nat), (Single 2%nat) in Hmax by tauto.
  pose proof (Hpos 0%nat (or_introl eq_refl)) as Q0.
  pose proof (Hpos 1%nat (or_intror (or_introl eq_refl))) as Q1.
  pose proof (Hpos 2%nat (or_intror (or_intror (or_introl eq_refl)))) as Q2.
  simpl in Hs.
  set (q0 := new [] 0%nat) in *. set (q1 := new [] 1%nat) in *. set (q2 := new [] 2%nat) in *.
  set (n0 := new [1%nat] 0%nat) in *. set (n1 := new [1%nat] 1%nat) in *.
  (* above: the candidate *)
  pose proof (clipped_le_product (1/5) (q0 / (17/20)) (1 / 1 * (1 - -47/400))) as U0.
  pose proof (clipped_le_product (1/5) (q1 / (1/20)) (n0 / (9/10) * (1/2 - -47/400))) as U1.
  pose proof (clipped_le_product (1/5) (q1 / (1/20)) (n1 / (1/10) * (2 - -47/400))) as U2.
  assert (He : 0 <= 1/5) by lra.
  assert (Neg : 1 / 1 * (-10 - -47/400) <= 0) by lra.
  pose proof (clipped_le_low (1/5) (q2 / (1/10)) _ He Neg) as U3.
  (* below: the point mass *)
  assert (V0 : clipped (1/5) (1 / (17/20)) (1 / 1 * (1 - -47/400)) = 20/17 * (447/400)).
  { rewrite clipped_positive, Rmin_left by lra. lra. }
  assert (Vz : forall m, 0 <= m -> clipped (1/5) (0 / (1/20)) m = 0).
  { intros m Hm. rewrite clipped_positive, Rmin_left by lra. lra. }
  assert (V3 : clipped (1/5) (0 / (1/10)) (1 / 1 * (-10 - -47/400)) = 4/5 * (-3953/400)).
  { rewrite clipped_negative, Rmax_right by lra. lra. }
  rewrite V0, V3 in Hmax. rewrite (Vz (n0 / (9/10) * (1/2 - -47/400))) in Hmax by lra.
  rewrite (Vz (n1 / (1/10) * (2 - -47/400))) in Hmax by lra.
  assert (B : (447/400) * (1 - q0) <= q1 * (n0 * (247/400) + n1 * (847/400))) by lra.
  assert (E : n0 = 1 - n1) by lra. rewrite E in B.
  assert (q1 * n1 <= q1 * (3/25)) by (apply Rmult_le_compat_l; assumption).
  lra.
Qed.

(** E7 with two turns, and convergence from full support (refuted).  Whatever
    the ties, every run of exact clipped sweeps from this start has J = 1 from
    the first sweep on for ever; the optimum is 2. *)
Theorem E7_refuted_two_turns : forall pol : nat -> policy,
  pol 0%nat = branchStart ->
  (forall k, exactClippedSweep branchGame (1/5) (pol k) (pol (S k))) ->
  (forall k, expectedReturn branchGame (pol (S k)) = 1) /\
  optimalReturn branchGame = 2.
Proof.
  intros pol H0 Hrun.
  assert (Hpol : forall k, isPolicy branchGame (pol k)).
  { induction k as [|k IH]; [rewrite H0; exact branch_start_ok|].
    apply (D1_exact_clipped_sweep_improves branchGame (1/5) (pol k));
      [exact branch_ok|exact IH|lra|apply Hrun]. }
  assert (Sure : forall k, pol (S k) [] 0%nat = 1).
  { induction k as [|k IH].
    - apply branch_turn_1. rewrite <- H0. apply Hrun.
    - destruct (Hpol (S k) 1%nat [] root_node) as [P Ps].
      destruct (Hrun (S k) 1%nat [] root_node) as [[[_ Qs] Qc] _].
      assert (Z : pol (S k) [] 1%nat = 0 /\ pol (S k) [] 2%nat = 0).
      { pose proof (P 1%nat (or_intror (or_introl eq_refl))).
        pose proof (P 2%nat (or_intror (or_intror (or_introl eq_refl)))).
        simpl in Ps. lra. }
      pose proof (Qc 1%nat (or_intror (or_introl eq_refl)) (proj1 Z)).
      pose proof (Qc 2%nat (or_intror (or_intror (or_introl eq_refl))) (proj2 Z)).
      simpl in Qs. lra. }
  split.
  - intros k. destruct (Hpol (S k) 1%nat [] root_node) as [P Ps].
    pose proof (P 1%nat (or_intror (or_introl eq_refl))) as P1.
    pose proof (P 2%nat (or_intror (or_intror (or_introl eq_refl)))) as P2.
    assert (Hn : node branchGame 1 [0]%nat) by (split; [reflexivity|simpl; tauto]).
    destruct (Hpol (S k) 0%nat [0]%nat Hn) as [_ R]. pose proof (Sure k) as S0.
    unfold expectedReturn, value. simpl. unfold mean. simpl.
    simpl in Ps, R. assert (Z1 : pol (S k) [] 1%nat = 0) by lra.
    assert (Z2 : pol (S k) [] 2%nat = 0) by lra. rewrite S0, Z1, Z2.
    replace (pol (S k) [0%nat] 0%nat) with 1 by lra. ring.
  - unfold optimalReturn. simpl. unfold Rmax. repeat destruct (Rle_dec _ _); lra.
Qed.
