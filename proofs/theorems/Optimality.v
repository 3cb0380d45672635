(** Claims E1, E2, E3: global optimality.
    Regime: full information, exact expectations, exact argmax (any tie
    breaking), zero drift and no restriction in E1 and E2; chance nodes
    anywhere. *)
From Coq Require Import Reals List Lra Lia FunctionalExtensionality.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
Open Scope R_scope.

(** ** The best move of a menu *)

Lemma best_move_spec : forall menu f, menu <> [] ->
  In (bestMove menu f) menu /\ f (bestMove menu f) = best menu f /\
  forall a, In a menu -> f a <= best menu f.
Proof.
  induction menu as [|a menu IH]; intros f Hne; [congruence|].
  destruct menu as [|b menu].
  - simpl. repeat split; auto. intros c [->|[]]. lra.
  - destruct (IH f) as [Hin [Heq Hmax]]; [discriminate|].
    change (bestMove (a :: b :: menu) f) with
      (let c := bestMove (b :: menu) f in if Rle_dec (f c) (f a) then a else c).
    change (best (a :: b :: menu) f) with (Rmax (f a) (best (b :: menu) f)).
    cbv zeta. rewrite Heq.
    split; [|split].
    + destruct (Rle_dec _ _); [left; reflexivity|right; exact Hin].
    + destruct (Rle_dec _ _) as [L|L].
      * symmetry. apply Rmax_left. exact L.
      * rewrite Heq. symmetry. apply Rmax_right. lra.
    + intros c [->|Hc]; [apply Rmax_l|].
      eapply Rle_trans; [apply Hmax; exact Hc|apply Rmax_r].
Qed.

Lemma mean_le_best : forall menu q f, menu <> [] -> isDist menu q ->
  mean menu q f <= best menu f.
Proof.
  intros menu q f Hne [Hpos Hsum].
  rewrite <- (mean_const menu q (best menu f) Hsum).
  apply mean_le; [exact Hpos|]. apply best_move_spec, Hne.
Qed.

(** No policy does better than backward induction. *)
Lemma value_le_optimal : forall G pol n h,
  wellFormed G -> isPolicy G pol -> node G n h ->
  value G pol n h <= optimalValue G n h.
Proof.
  intros G pol n h HG Hp. revert h. induction n as [|n IH]; intros h Hn.
  - apply Rle_refl.
  - pose proof (policy_dist G pol n h HG Hp Hn) as Hd.
    destruct (HG n h Hn) as [Hne _].
    assert (Hle : value G pol (S n) h
        <= mean (moves G h) (pol h) (fun a => optimalValue G n (a :: h))).
    { apply mean_le; [apply Hd|]. intros a Ha. apply IH.
      apply node_child; assumption. }
    pose proof (Hp n h Hn) as Ha. unfold admissible in Ha. simpl optimalValue.
    destruct (chance G h) as [c|].
    + rewrite <- (mean_dist_ext _ (pol h) c) by exact Ha. exact Hle.
    + eapply Rle_trans; [exact Hle|]. apply mean_le_best; assumption.
Qed.

(** ** E1 *)

(** E1.  Reverse order, zero drift, unrestricted neighbourhood: after ONE sweep
    of exact argmaxes the value is at every history at least that of every
    policy. *)
Theorem E1_one_reverse_sweep_is_optimal : forall G new,
  wellFormed G ->
  (forall n h, node G (S n) h ->
     isArgmax (admissible G h)
       (fun q => mean (moves G h) q (actionValue G new n h)) (new h)) ->
  forall pol, isPolicy G pol ->
  forall n h, node G n h -> value G pol n h <= value G new n h.
Proof.
  intros G new HG Hmax pol Hp n. induction n as [|n IH]; intros h Hn.
  - apply Rle_refl.
  - rewrite !value_step.
    apply Rle_trans with (mean (moves G h) (pol h) (actionValue G new n h)).
    + apply mean_le; [apply (policy_dist G pol n h HG Hp Hn)|].
      intros a Ha. apply IH. apply node_child; assumption.
    + apply (proj2 (Hmax n h Hn)). exact (Hp n h Hn).
Qed.

(** E1, as J = J*. *)
Theorem E1_one_reverse_sweep_reaches_optimum : forall G new,
  wellFormed G ->
  (forall n h, node G (S n) h ->
     isArgmax (admissible G h)
       (fun q => mean (moves G h) q (actionValue G new n h)) (new h)) ->
  forall n h, node G n h -> value G new n h = optimalValue G n h.
Proof.
  intros G new HG Hmax n. induction n as [|n IH]; intros h Hn; [reflexivity|].
  assert (E : forall q, mean (moves G h) q (actionValue G new n h)
                      = mean (moves G h) q (fun a => optimalValue G n (a :: h))).
  { intros q. apply mean_ext. intros a Ha. apply IH. apply node_child; assumption. }
  destruct (HG n h Hn) as [Hne [Hnd _]]. destruct (Hmax n h Hn) as [Hadm Hbest].
  rewrite value_step, E. simpl optimalValue. unfold admissible in *.
  destruct (chance G h) as [c|].
  - apply mean_dist_ext. exact Hadm.
  - apply Rle_antisym; [apply mean_le_best; assumption|].
    set (f := fun a => optimalValue G n (a :: h)) in *.
    destruct (best_move_spec (moves G h) f Hne) as [Hin [Heq _]].
    rewrite <- Heq, <- (mean_point (moves G h) _ f Hnd Hin), <- !E.
    apply Hbest. apply point_isDist; assumption.
Qed.

(** ** Sweeps as recursions *)

(** What a reverse sweep plays at [h] is the rule's answer to the values of the
    moves followed by the sweep itself. *)
Lemma swept_value : forall G rule old n h,
  (n + length h = horizon G)%nat ->
  value G (reverseSweep G rule old) n h = sweptValue G rule old n h.
Proof.
  intros G rule old n. induction n as [|n IH]; intros h Hl; [reflexivity|].
  assert (E : forall a, value G (reverseSweep G rule old) n (a :: h)
                        = sweptValue G rule old n (a :: h)).
  { intros a. apply IH. simpl. lia. }
  rewrite value_step. unfold actionValue.
  rewrite (mean_ext _ _ _ (fun a => sweptValue G rule old n (a :: h)))
    by (intros; apply E).
  cbn [sweptValue]. unfold reverseSweep at 1.
  replace (horizon G - S (length h))%nat with n by lia. reflexivity.
Qed.

Lemma reverse_sweep_step : forall G rule old n h,
  node G (S n) h ->
  reverseSweep G rule old h =
  rule h (old h) (actionValue G (reverseSweep G rule old) n h).
Proof.
  intros G rule old n h [Hl _]. unfold reverseSweep at 1.
  replace (horizon G - S (length h))%nat with n by lia.
  f_equal. apply functional_extensionality. intros a. symmetry.
  apply swept_value. simpl. lia.
Qed.

Lemma forward_sweep_step : forall G rule old n h,
  node G (S n) h ->
  forwardSweep G rule old h = rule h (old h) (actionValue G old n h).
Proof.
  intros G rule old n h [Hl _]. unfold forwardSweep.
  replace (horizon G - S (length h))%nat with n by lia. reflexivity.
Qed.

Lemma greedy_is_argmax : forall G n h p Q,
  wellFormed G -> node G (S n) h -> admissible G h p ->
  isArgmax (admissible G h) (fun q => mean (moves G h) q Q) (greedyRule G h p Q).
Proof.
  intros G n h p Q HG Hn Hp. destruct (HG n h Hn) as [Hne [Hnd _]].
  unfold isArgmax, greedyRule, decisionsOnly, admissible in *.
  destruct (chance G h) as [c|].
  - split; [exact Hp|]. intros q Hq. apply Req_le. apply mean_dist_ext.
    intros a Ha. rewrite (Hp a Ha). apply Hq, Ha.
  - destruct (best_move_spec (moves G h) Q Hne) as [Hin [Heq _]].
    split; [apply point_isDist; assumption|]. intros q Hq.
    unfold pointMass. rewrite mean_point, Heq by assumption.
    apply mean_le_best; assumption.
Qed.

(** E1, constructively: the greedy reverse sweep of any policy is optimal. *)
Theorem E1_greedy_sweep : forall G old n h,
  wellFormed G -> isPolicy G old -> node G n h ->
  value G (reverseSweep G (greedyRule G) old) n h = optimalValue G n h.
Proof.
  intros G old n h HG Ho Hn.
  apply E1_one_reverse_sweep_reaches_optimum; [exact HG| |exact Hn].
  clear n h Hn. intros n h Hn. rewrite (reverse_sweep_step G _ old n h Hn).
  apply (greedy_is_argmax G n); try assumption. exact (Ho n h Hn).
Qed.

(** ** E2 *)

(** E2.  Forward order, or all turns at once: after [k] sweeps of exact
    argmaxes the last [k] turns are optimal (and so T sweeps always
    suffice). *)
Theorem E2_k_forward_sweeps : forall G (pol : nat -> policy),
  wellFormed G -> (forall k, isPolicy G (pol k)) ->
  (forall k n h, node G (S n) h ->
     isArgmax (admissible G h)
       (fun q => mean (moves G h) q (actionValue G (pol k) n h)) (pol (S k) h)) ->
  forall n k h, (n <= k)%nat -> node G n h ->
  value G (pol k) n h = optimalValue G n h.
Proof.
  intros G pol HG Hp Hstep n. induction n as [|n IH]; intros k h Hk Hn; [reflexivity|].
  destruct k as [|k]; [lia|].
  assert (E : forall j q, (n <= j)%nat ->
    mean (moves G h) q (actionValue G (pol j) n h)
    = mean (moves G h) q (fun a => optimalValue G n (a :: h))).
  { intros j q Hj. apply mean_ext. intros a Ha. apply IH; [exact Hj|].
    apply node_child; assumption. }
  destruct (HG n h Hn) as [Hne [Hnd _]].
  destruct (Hstep k n h Hn) as [Hadm Hbest].
  rewrite value_step, E by lia. simpl optimalValue. unfold admissible in *.
  destruct (chance G h) as [c|].
  - apply mean_dist_ext. exact Hadm.
  - apply Rle_antisym; [apply mean_le_best; assumption|].
    set (f := fun a => optimalValue G n (a :: h)) in *.
    destruct (best_move_spec (moves G h) f Hne) as [Hin [Heq _]].
    rewrite <- Heq, <- (mean_point (moves G h) _ f Hnd Hin).
    rewrite <- !(E k) by lia. apply Hbest. apply point_isDist; assumption.
Qed.

(** E2 for J. *)
Corollary E2_horizon_sweeps_suffice : forall G (pol : nat -> policy),
  wellFormed G -> (forall k, isPolicy G (pol k)) ->
  (forall k n h, node G (S n) h ->
     isArgmax (admissible G h)
       (fun q => mean (moves G h) q (actionValue G (pol k) n h)) (pol (S k) h)) ->
  forall k, (horizon G <= k)%nat -> expectedReturn G (pol k) = optimalReturn G.
Proof.
  intros. apply E2_k_forward_sweeps; try assumption. apply node_root.
Qed.

(** ** E3 *)

(** The one-shot deviation principle: if no distribution at any single history
    beats the policy, no policy does. *)
Lemma one_shot_deviation : forall G pol,
  wellFormed G -> isPolicy G pol ->
  (forall n h q, node G (S n) h -> admissible G h q ->
     mean (moves G h) q (actionValue G pol n h) <= value G pol (S n) h) ->
  forall n h, node G n h -> value G pol n h = optimalValue G n h.
Proof.
  intros G pol HG Hp Hdev. apply E1_one_reverse_sweep_reaches_optimum; [exact HG|].
  intros n h Hn. split; [exact (Hp n h Hn)|]. intros q Hq.
  apply Hdev; assumption.
Qed.

(** E3 (core of Theorem 2).  If at EVERY history of the game, reached or not,
    no candidate in the neighbourhood improves (value minus valid drift), then
    the policy is globally optimal, at every history.  Any order of updates has
    the same fixed points. *)
Theorem E3_fixed_points_are_optimal : forall G pol U D,
  wellFormed G -> isPolicy G pol ->
  (forall n h, node G (S n) h ->
     hasRoom (admissible G h) (U h) (pol h) /\
     validDrift (admissible G h) (pol h) (D n h)) ->
  (forall n h q, node G (S n) h -> U h q ->
     mean (moves G h) q (actionValue G pol n h) - D n h q <= value G pol (S n) h) ->
  forall n h, node G n h -> value G pol n h = optimalValue G n h.
Proof.
  intros G pol U D HG Hp HUD Hfix. apply one_shot_deviation; try assumption.
  intros n h q Hn Hq. destruct (HUD n h Hn) as [Hroom [_ [_ Hflat]]].
  set (gain := mean (moves G h) q (actionValue G pol n h) - value G pol (S n) h).
  destruct (Rle_lt_dec gain 0) as [L|L]; [unfold gain in L; lra|exfalso].
  destruct (Hroom q Hq) as [d1 [Hd1 HU]].
  destruct (Hflat q Hq (gain / 2)) as [d2 [Hd2 HD]]; [lra|].
  set (s := Rmin d1 d2 / 2).
  assert (Hmin : 0 < Rmin d1 d2) by (apply Rmin_glb_lt; assumption).
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2).
  assert (Hs1 : 0 < s < d1) by (unfold s; lra).
  assert (Hs2 : 0 < s < d2) by (unfold s; lra).
  pose proof (Hfix n h _ Hn (HU s Hs1)) as F. pose proof (HD s Hs2) as F2.
  unfold towards at 1 in F. rewrite mean_segment, <- value_step in F.
  fold gain in F. assert (0 < s * gain) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(** The box of ratios of the clip range leaves room when the policy has full
    support at the history, so E3 applies to it. *)
Theorem E3_ratio_box_has_room : forall menu eps p,
  0 < eps -> isDist menu p -> (forall a, In a menu -> 0 < p a) ->
  hasRoom (isDist menu) (ratioBox menu eps p) p.
Proof.
  intros menu eps p Heps [Hpos Hsum] Hfull q [Hq Hqs].
  assert (Low : exists c, 0 < c /\ forall a, In a menu -> c <= p a).
  { clear - Hfull. induction menu as [|a menu IH].
    - exists 1. split; [lra|]. intros b [].
    - destruct IH as [c [Hc Hb]]; [intros b Hb; apply Hfull; right; exact Hb|].
      exists (Rmin c (p a)). split.
      + apply Rmin_glb_lt; [exact Hc|apply Hfull; left; reflexivity].
      + intros b [<-|Hin]; [apply Rmin_r|].
        eapply Rle_trans; [apply Rmin_l|apply Hb, Hin]. }
  destruct Low as [c [Hc Hb]].
  exists (Rmin 1 (eps * c)). split.
  - apply Rmin_glb_lt; [lra|apply Rmult_lt_0_compat; assumption].
  - intros s [Hs Hlt]. pose proof (Rmin_l 1 (eps * c)). pose proof (Rmin_r 1 (eps * c)).
    assert (One : forall r a, isDist menu r -> In a menu -> r a <= 1).
    { intros r a [Hr Hrs] Ha. rewrite <- Hrs. apply (sum_ge_term menu r a Ha Hr). }
    split; [split|].
    + intros a Ha. unfold towards. pose proof (Hpos a Ha). pose proof (Hq a Ha). nra.
    + unfold towards. rewrite sum_segment, Hsum, Hqs. ring.
    + intros a Ha. unfold towards. pose proof (Hb a Ha). pose proof (Hq a Ha).
      pose proof (Hpos a Ha).
      pose proof (One q a (conj Hq Hqs) Ha). pose proof (One p a (conj Hpos Hsum) Ha).
      assert (s <= eps * p a) by nra. nra.
Qed.
