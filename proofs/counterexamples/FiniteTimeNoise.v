(** E7 (refuted for noisy rewards), already with one turn.  Histories are
    written most recent move first; eps = 1/5. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.ClippedStep.
Open Scope R_scope.

(** ** One turn with a noisy reward: the optimum is approached, never reached.

    Move 0 pays 1; move 1 pays 2 with probability 1/3, else 0.  The lucky
    samples of move 1 keep a floor of 4/5 of its old weight at every sweep. *)
Definition noisyBandit : game := {|
  horizon := 2;
  moves := fun _ => [0; 1]%nat;
  chance := fun h => match h with
    | [1]%nat => Some (fun a => match a with O => 2/3 | _ => 1/3 end)
    | [_] => Some (fun _ => 1/2)
    | _ => None
    end;
  reward := fun h => match h with
    | [_; 0]%nat => 1
    | [1; 1]%nat => 2
    | _ => 0
    end
|}.

Lemma noisy_nodes : forall n h, node noisyBandit (S n) h ->
  (n = 1 /\ h = [])%nat \/ (n = 0 /\ (h = [0] \/ h = [1]))%nat.
Proof.
  intros n h [Hl Hm]. destruct h as [|a [|b h]]; simpl in *.
  - left. split; [lia|reflexivity].
  - right. split; [lia|]. intuition; subst; auto.
  - lia.
Qed.

Lemma noisy_ok : wellFormed noisyBandit.
Proof.
  intros n h Hn. destruct (noisy_nodes n h Hn) as [[-> ->] | [-> [-> | ->]]]; simpl.
  - split; [discriminate|split; [|exact I]]. repeat constructor; simpl; intuition lia.
  - split; [discriminate|split; [repeat constructor; simpl; intuition lia|]].
    split; [intros; lra|simpl; lra].
  - split; [discriminate|split; [repeat constructor; simpl; intuition lia|]].
    split; [intros [|a] _; lra|simpl; lra].
Qed.

Lemma noisy_root : node noisyBandit 2 [].
Proof. split; [reflexivity|exact I]. Qed.

(** What every policy looks like: only the weight of move 1 is free. *)
Lemma noisy_policy : forall pol, isPolicy noisyBandit pol ->
  (0 <= pol [] 1%nat <= 1 /\ pol [] 0%nat = 1 - pol [] 1%nat) /\
  (pol [0]%nat 0%nat = 1/2 /\ pol [0]%nat 1%nat = 1/2) /\
  (pol [1]%nat 0%nat = 2/3 /\ pol [1]%nat 1%nat = 1/3).
Proof.
  intros pol Hp. destruct (Hp 1%nat [] noisy_root) as [P Ps]. simpl in Ps.
  pose proof (P 0%nat (or_introl eq_refl)). pose proof (P 1%nat (or_intror (or_introl eq_refl))).
  assert (N0 : node noisyBandit 1 [0]%nat) by (split; [reflexivity|simpl; tauto]).
  assert (N1 : node noisyBandit 1 [1]%nat) by (split; [reflexivity|simpl; tauto]).
  pose proof (Hp 0%nat [0]%nat N0) as A. pose proof (Hp 0%nat [1]%nat N1) as B.
  unfold admissible in A, B. simpl in A, B.
  repeat split; try lra; try (apply A; tauto); try (rewrite B by tauto; reflexivity).
Qed.

Lemma noisy_J : forall pol, isPolicy noisyBandit pol ->
  expectedReturn noisyBandit pol = 1 - pol [] 1%nat / 3.
Proof.
  intros pol Hp. destruct (noisy_policy pol Hp) as [[_ E] [[A0 A1] [B0 B1]]].
  unfold expectedReturn, value. simpl. unfold mean. simpl.
  rewrite E, A0, A1, B0, B1. field.
Qed.

Lemma noisy_floor : forall old new, isPolicy noisyBandit old -> isPolicy noisyBandit new ->
  exactClippedSweep noisyBandit (1/5) old new ->
  4/5 * old [] 1%nat <= new [] 1%nat.
Proof.
  intros old new Ho Hn Hs. pose proof (noisy_J old Ho) as J.
  destruct (noisy_policy old Ho) as [[P Pe] [[A0 A1] [B0 B1]]].
  destruct (noisy_policy new Hn) as [[Q Qe] [[C0 C1] [D0 D1]]].
  destruct (Rle_lt_dec (4/5 * old [] 1%nat) (new [] 1%nat)) as [L|L]; [exact L|exfalso].
  specialize (Hs 1%nat [] noisy_root). simpl in Hs. destruct Hs as [[_ Hc] Hmax].
  set (p := old [] 1%nat) in *. set (q := new [] 1%nat) in *.
  assert (P0 : 0 < p) by lra.
  destruct (Req_dec (1 - p) 0) as [Z|Z].
  { (* move 0 is never played: it stays so, and move 1 keeps everything *)
    assert (new [] 0%nat = 0) by (apply Hc; [simpl; tauto|lra]). lra. }
  set (c := fun a : nat => match a with O => 1 - 4/5 * p | _ => 4/5 * p end).
  assert (C : coveredDist [0; 1]%nat (old []) c).
  { split; [split|].
    - intros [|a] _; simpl; lra.
    - simpl. lra.
    - intros [|[|a]] Hin Y; simpl in *.
      + lra.
      + fold p in Y. lra.
      + exfalso. lia. }
  specialize (Hmax c C).
  assert (Hold : forall a, In a (moves noisyBandit []) -> 0 <= old [] a).
  { intros a Ha. apply (Ho 1%nat [] noisy_root). exact Ha. }
  assert (He : 0 <= 1/5) by lra.
  rewrite (C4_closed_form noisyBandit (1/5) old _ 1 [] (new []) He Hold) in Hmax.
  rewrite (C4_closed_form noisyBandit (1/5) old _ 1 [] c He Hold) in Hmax.
  cbn [moves noisyBandit sum expect] in Hmax. unfold mean in Hmax.
  cbn [sum carriedAdvantage] in Hmax. unfold jointAdvantage, ratioAt, ratio in Hmax.
  rewrite J in Hmax. fold p in Hmax. simpl in Hmax.
  rewrite A0, A1, B0, B1, C0, C1, D0, D1, Pe, Qe in Hmax. fold p in Hmax. fold q in Hmax.
  destruct (Req_EM_T (1 - p) 0) as [|_]; [contradiction|].
  destruct (Req_EM_T p 0) as [|_]; [lra|].
  unfold contribution, posPart, negPart in Hmax.
  replace (1 / 2 / (1 / 2)) with 1 in Hmax by field.
  replace (2 / 3 / (2 / 3)) with 1 in Hmax by field.
  replace (1 / 3 / (1 / 3)) with 1 in Hmax by field.
  unfold p, q in *. clear - Hmax L P Q P0 Z.
  set (x := old [] 1%nat) in *. set (y := new [] 1%nat) in *.
  rewrite (Rmax_right 0 (1 * (1 - (1 - x / 3)))) in Hmax by lra.
  rewrite (Rmax_left 0 (- (1 * (1 - (1 - x / 3))))) in Hmax by lra.
  rewrite (Rmax_left 0 (1 * (0 - (1 - x / 3)))) in Hmax by lra.
  rewrite (Rmax_right 0 (- (1 * (0 - (1 - x / 3))))) in Hmax by lra.
  rewrite (Rmax_right 0 (1 * (2 - (1 - x / 3)))) in Hmax by lra.
  rewrite (Rmax_left 0 (- (1 * (2 - (1 - x / 3))))) in Hmax by lra.
  rewrite (Rmin_left y), (Rmin_left (4/5 * x)) in Hmax by lra.
  rewrite (Rmax_right y), (Rmax_left (4/5 * x)) in Hmax by lra.
  assert (Lip : Rmin (1 - y) ((1 + 1/5) * (1 - x))
                <= Rmin (1 - 4/5 * x) ((1 + 1/5) * (1 - x)) + (4/5 * x - y)).
  { unfold Rmin. repeat destruct (Rle_dec _ _); lra. }
  assert (0 < 4/5 * x - y) by lra.
  assert (x / 3 * Rmin (1 - y) ((1 + 1/5) * (1 - x))
          <= x / 3 * (Rmin (1 - 4/5 * x) ((1 + 1/5) * (1 - x)) + (4/5 * x - y)))
    by (apply Rmult_le_compat_l; [lra|exact Lip]).
  assert (0 < (4/5 * x - y) * (1/3 - 2/9 * x)) by (apply Rmult_lt_0_compat; lra).
  lra.
Qed.

(** E7 with a noisy reward (refuted): from every start that plays move 1 at
    all, whatever the ties, J stays below the optimum 1 for ever. *)
Theorem E7_refuted_noisy_reward : forall pol : nat -> policy,
  isPolicy noisyBandit (pol 0%nat) -> 0 < pol 0%nat [] 1%nat ->
  (forall k, exactClippedSweep noisyBandit (1/5) (pol k) (pol (S k))) ->
  (forall k, expectedReturn noisyBandit (pol k) < optimalReturn noisyBandit) /\
  optimalReturn noisyBandit = 1.
Proof.
  intros pol Hp0 Hpos Hrun.
  assert (Hpol : forall k, isPolicy noisyBandit (pol k)).
  { induction k as [|k IH]; [exact Hp0|].
    apply (D1_exact_clipped_sweep_improves noisyBandit (1/5) (pol k));
      [exact noisy_ok|exact IH|lra|apply Hrun]. }
  assert (Floor : forall k, 0 < pol k [] 1%nat).
  { induction k as [|k IH]; [exact Hpos|].
    pose proof (noisy_floor _ _ (Hpol k) (Hpol (S k)) (Hrun k)). lra. }
  assert (Opt : optimalReturn noisyBandit = 1).
  { unfold optimalReturn. simpl. unfold mean. simpl. unfold Rmax.
    destruct (Rle_dec _ _); lra. }
  split; [|exact Opt]. intros k. rewrite Opt, (noisy_J _ (Hpol k)). specialize (Floor k). lra.
Qed.
