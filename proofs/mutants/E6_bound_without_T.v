(* MUTANT of claim E6: E6_uniform_start with one change: the bound is divided by the number of turns T.
   This file must NOT compile.  Expected error, inside the proof: "Found no subterm matching". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Drifts
  theorems.KLRate.
From SeeUPO Require Import theorems.UniformStart.
Open Scope R_scope.

Theorem E6_uniform_start_mutant : forall G lambda start star K T N,
  wellFormed G -> 0 < lambda -> isPolicy G start -> startsUniform G start ->
  isPolicy G star -> expectedReturn G star = optimalReturn G -> (K > 0)%nat -> (N > 0)%nat ->
  (forall path, reaches G (horizon G) [] path -> decisionsOn G path <= INR T) ->
  (forall n h, node G (S n) h -> (length (moves G h) <= N)%nat) ->
  optimalReturn G
    - expectedReturn G (iterate (reverseSweep G (klRule G lambda)) K start)
  <= lambda * ln (INR N) / INR K.
Proof.
  intros G lambda start star K T N HG Hl Hstart Huni Hstar Hopt HK HN0 HT HN.
  assert (HKr : 0 < INR K) by (apply lt_0_INR; lia).
  assert (Menu : forall n h, node G (S n) h -> 1 <= INR (length (moves G h))).
  { intros n h Hn. destruct (HG n h Hn) as [Hne _].
    replace 1 with (INR 1) by reflexivity. apply le_INR.
    destruct (moves G h); [congruence|simpl; lia]. }
  assert (Hpos : positiveAtDecisions G start).
  { intros n h a Hn Hc Ha. rewrite (Huni n h Hn Hc a Ha). unfold uniform.
    apply Rinv_0_lt_compat. pose proof (Menu n h Hn). lra. }
  eapply Rle_trans;
    [apply (E6_reverse_rate_optimum G lambda start star K); assumption|].
  assert (HNr : forall n h, node G (S n) h ->
    0 <= ln (INR (length (moves G h))) <= ln (INR N)).
  { intros n h Hn. pose proof (Menu n h Hn) as M.
    pose proof (le_INR _ _ (HN n h Hn)) as L.
    assert (Mono : forall x y, 0 < x -> x <= y -> ln x <= ln y).
    { intros x y Hx [Hlt | ->]; [left; apply ln_increasing; assumption|right; reflexivity]. }
    split; [rewrite <- ln_1|]; apply Mono; lra. }
  assert (Bound : along G star (fun _ x => klAt G star start x) (horizon G) []
    <= along G star (fun _ x => ln (INR N) * isDecision G x) (horizon G) []).
  { apply along_le; try assumption; [apply node_root|]. intros m h Hn.
    pose proof (Hstar m h Hn) as Ha. destruct (HG m h Hn) as [Hne _].
    pose proof (Huni m h Hn) as Hu.
    unfold klAt, isDecision, admissible in *. destruct (chance G h); [lra|].
    rewrite Rmult_1_r. eapply Rle_trans; [|apply (HNr m h Hn)].
    eapply Rle_trans; [|apply (kl_from_uniform _ _ Hne Ha)].
    apply Req_le. apply sum_ext. intros a Hin. rewrite (Hu eq_refl a Hin). reflexivity. }
  rewrite along_scal in Bound.
  assert (Count : along G star (fun _ x => isDecision G x) (horizon G) [] <= INR T).
  { rewrite (along_ext _ _ _ (fun m x =>
      mean (moves G x) (star x) (fun _ => isDecision G x)) _ _ (node_root G)).
    - rewrite (along_is_pathSum G star (fun _ x _ => isDecision G x)
        (horizon G) [] HG Hstar (node_root G)).
      rewrite <- (expect_const G star (horizon G) 0 [] (INR T) HG Hstar)
        by (rewrite Nat.add_0_r; apply node_root).
      apply (expect_le G star (horizon G) 0); try assumption.
      rewrite Nat.add_0_r. apply node_root.
    - intros m h Hn. symmetry. apply mean_const.
      apply (policy_dist G star m h HG Hstar Hn). }
  assert (HlnN : 0 <= ln (INR N)).
  { assert (1 <= INR N) by (replace 1 with (INR 1) by reflexivity; apply le_INR; lia).
    rewrite <- ln_1. destruct H as [L|E]; [left; apply ln_increasing; lra|].
    rewrite E. lra. }
  unfold Rdiv. rewrite Rmult_assoc, (Rmult_comm (/ INR K)), <- Rmult_assoc.
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; exact HKr|].
  rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
  eapply Rle_trans; [exact Bound|]. rewrite Rmult_comm.
  apply Rmult_le_compat_r; assumption.
Qed.
